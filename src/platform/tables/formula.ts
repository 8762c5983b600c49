/** A spreadsheet takes a cell that begins so for a formula; white space and apostrophes before it change nothing. */
const FORMULA_START = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;
const PLAIN_NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Makes a text inert in spreadsheets: one leading apostrophe when it could be read as a formula.
 * Plain numbers stay. `restoreFormula` undoes it exactly.
 */
export function neutraliseFormula(text: string): string {
  return FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `neutraliseFormula` put on. For files known to come from our own export. */
export function restoreFormula(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text) ? text.slice(1) : text;
}
