import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const data = join(import.meta.dirname, '../data');
const folders = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('published data', () => {
  it.each(folders.map((folder) => folder.name))('%s is what its provenance says it is, byte for byte', (folder) => {
    const provenance = readFileSync(join(data, folder, 'PROVENANCE.md'), 'utf8');
    for (const file of readdirSync(join(data, folder)).filter((name) => !name.endsWith('.md'))) {
      const sum = createHash('sha256')
        .update(readFileSync(join(data, folder, file)))
        .digest('hex');
      const lines = provenance.split('\n').filter((line) => line.startsWith(`| \`${file}\` |`));
      expect(lines.join('\n'), file).toContain(sum);
    }
  });
});
