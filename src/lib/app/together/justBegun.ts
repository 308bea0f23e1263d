/** What this device notes of a circle of which it has heard nothing yet. */
export const justBegun = {
  servers: [],
  signaling: [],
  presence: false,
  seeds: {},
  persons: {},
  heard: {},
};
