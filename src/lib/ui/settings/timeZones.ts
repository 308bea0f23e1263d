/** The time zones this device knows, with the one that is set even if it is not among them; "America/New_York" reads "America, New York". */
export const timeZones = (now: string): { code: string; label: string }[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), now])].sort().map((code) => ({
    code,
    label: code.replaceAll('/', ', ').replaceAll('_', ' '),
  }));
