/** How long a copy lives without contact where the agency said nothing. */
export const DEFAULT_KEEP_HOURS = 72;
/** How long a screen may be left alone where the agency said nothing. */
export const DEFAULT_IDLE_MINUTES = 15;
