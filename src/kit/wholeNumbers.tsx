import type { ReactNode } from 'react';

/** A case number: the code of an agency, a year, seven signs. */
const caseNumber = /(?<![A-Z0-9-])([A-Z][A-Z0-9-]{0,19}-\d{4}-[0-9A-Z]{7})(?![A-Z0-9-])/u;

/** Keeps case numbers in a text in one piece, and in their own direction: a browser breaks lines at hyphens. */
export function wholeNumbers(content: ReactNode): ReactNode {
  if (typeof content !== 'string' || !caseNumber.test(content)) return content;
  return content.split(caseNumber).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <bdi key={at} data-kit-whole>
        {part}
      </bdi>
    ),
  );
}
