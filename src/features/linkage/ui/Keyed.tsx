import { KeyCap } from '../../../kit/KeyCap.tsx';

/** Words with the key that does the same. */
export function Keyed({ keyName, children }: { keyName: string; children: string }) {
  return (
    <span>
      {children} <KeyCap>{keyName}</KeyCap>
    </span>
  );
}
