const DAY_SECONDS = 86_400;
const BUILT_IN_DATES = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** True for a number format that shows a moment; elapsed times ([h]:mm) are amounts and stay numbers. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN_DATES(id);
  if (/\[(h+|m+|s+)\]/i.test(code)) return false;
  const shown = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').replace(/general/gi, '');
  return /[ymdhs]/i.test(shown);
}

/** ISO text of a spreadsheet's day number; undefined for numbers that are no day. */
export function isoOfSerial(serial: number, date1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined;
  const seconds = Math.round(serial * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  const time = clock(seconds - day * DAY_SECONDS);
  if (day === 0 && !date1904) return time;
  // Spreadsheets count a 29 February 1900 that never was.
  if (!date1904 && day === 60) return undefined;
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
  return time === '00:00:00' ? date : `${date}T${time}`;
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
