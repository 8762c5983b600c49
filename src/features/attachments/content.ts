import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';
import { Problem, type Upload } from '../../platform/action/index.ts';
import { judgeType, looksActive } from './rules.ts';

/** The media type of an uploaded file, told from its content; a refusal says why and what to do. */
export async function checkContent(upload: Upload): Promise<string> {
  if (upload.bytes === 0) throw refused('The file is empty.', 'Choose the file again.');
  const found = (await fileTypeFromFile(upload.path))?.mime ?? ((await isPlainText(upload.path)) ? 'text/plain' : null);
  const verdict = judgeType(found, upload.fileName);
  if (verdict.mediaType === null) throw refused(verdict.reason ?? '', verdict.remedy ?? '');
  return verdict.mediaType;
}

const refused = (reason: string, remedy: string): Problem => new Problem('unsupported-type', { reason, remedy });

/** UTF-8 from end to end, without control characters, and nothing a browser or a shell would run. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (/[^\P{Cc}\t\n\f\r\u0080-\u009f]/u.test(text)) return false;
      if (first && looksActive(text)) return false;
      first = false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
