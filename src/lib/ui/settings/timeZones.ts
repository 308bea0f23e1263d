const unitedStates = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];

/**
 * The time zones this device knows, with the one that is set even if it is not among them: first the one that is set,
 * the device's own and those of the United States, then all others by name. "America/New_York" reads "America, New York".
 */
export const timeZones = (now: string, ofDevice: string): { code: string; label: string }[] =>
  [...new Set([now, ofDevice, ...unitedStates, ...Intl.supportedValuesOf('timeZone').sort()])].map(
    (code) => ({ code, label: code.replaceAll('/', ', ').replaceAll('_', ' ') }),
  );
