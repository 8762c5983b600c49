import type { ActionName } from '../client/index.ts';

/** An action as the command line offers it. */
export interface CommandRow {
  readonly action: ActionName;
  /** Its words on the command line: `cases open`. */
  readonly command: string;
  readonly summary: string;
  /** The fields given by place, in order. */
  readonly arguments: readonly string[];
  readonly fields: readonly CommandField[];
  readonly versioned?: boolean;
  readonly takesFile?: boolean;
  readonly givesFile?: boolean;
}

/** A field given as an option. */
export interface CommandField {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'number' | 'yes-no' | 'list' | 'json';
  readonly required?: boolean;
  readonly nullable?: boolean;
  readonly choices?: readonly string[];
  readonly text?: string;
}
