interface Connection {
  readonly effectiveType?: string;
  readonly saveData?: boolean;
}

/** Whether the browser knows its line to be thin, or was told to spare it. A browser that cannot say has a good one. */
function isThinLine(): boolean {
  const { connection } = navigator as { readonly connection?: Connection };
  return connection?.saveData === true || (connection?.effectiveType ?? '').endsWith('2g');
}

const usualRows = 50;
const fewRows = 15;

/** How many rows a list asks for at a time: some seconds' worth on a thin line. */
export const rowsOfPage = (): number => (isThinLine() ? fewRows : usualRows);
