/** What may be attached: the type found in the content, and the endings a name may have with it. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/heif': ['heic', 'heif'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'text/plain': ['txt', 'csv'],
  'audio/mpeg': ['mp3'],
  'audio/x-m4a': ['m4a'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm'],
};

export interface TypeVerdict {
  readonly mediaType: string | null;
  /** Why not, and what to do about it. */
  readonly reason?: string;
  readonly remedy?: string;
}

const REMEDY =
  'Attach a PDF, an image (JPEG, PNG, WebP, HEIC, TIFF), DOCX, XLSX, ODT, plain text or CSV in UTF-8, audio (MP3, M4A, OGG, WAV) or video (MP4, WebM). Print anything else to PDF.';

/** Whether content of this type may come in under this name. `found` is null where the content is none of the known. */
export function judgeType(found: string | null, fileName: string): TypeVerdict {
  const plainType = found?.split(';')[0]?.trim() ?? null;
  const endings = plainType ? accepted[plainType] : undefined;
  if (!plainType || !endings)
    return {
      mediaType: null,
      reason: plainType ? `The content is ${plainType}.` : 'The content is of no known kind.',
      remedy: REMEDY,
    };
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (!endings.includes(ending)) {
    return {
      mediaType: null,
      reason: `The content is ${plainType}, the name ends in .${ending}.`,
      remedy: `Give the file a name that ends in .${endings.join(' or .')}.`,
    };
  }
  return { mediaType: ending === 'csv' ? 'text/csv' : plainType };
}

/** Text that a browser or a shell would run is no plain text. */
export const looksActive = (start: string): boolean =>
  /^\s*(<|#!|\{\\rtf)/.test(start) || /<(script|html|svg|iframe|!doctype)\b/i.test(start);
