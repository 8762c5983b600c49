import type { Plugin } from 'vite';

/** What the packages ask for as React, and what they get: the same names at a fifth of the size. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['react-dom', 'preact/compat'],
  ['react-dom/client', 'preact/compat/client'],
  ['react/jsx-runtime', 'preact/jsx-runtime'],
  ['react/jsx-dev-runtime', 'preact/jsx-runtime'],
]);
const react = '\0react';

/**
 * React as Preact has it. `Activity` is the one part the component library asks for that Preact lacks; what is hidden by
 * it is taken away. Packages that take React as one object get all of it as such.
 */
const content = `
import * as compat from 'preact/compat';
export * from 'preact/compat';
export const Activity = ({ mode, children }) => (mode === 'hidden' ? null : children);
export default { ...compat, Activity };
`;

/** Builds the app with Preact in the place of React; see docs/decisions/0017-first-load.md. */
export function preactForReact(): Plugin {
  return {
    name: 'preact-for-react',
    enforce: 'pre',
    resolveId(id, importer, options) {
      if (id === 'react') return react;
      const standIn = standIns.get(id);
      return standIn === undefined ? null : this.resolve(standIn, importer, options);
    },
    load: (id) => (id === react ? content : null),
  };
}
