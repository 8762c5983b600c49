import { useEffect, useState } from 'react';
import { toString as drawQrCode } from 'qrcode';
import css from './tools.module.css';

/** A QR code, such as the one an authenticator app reads. Give the text beside it too. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void drawQrCode(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }).then((svg) => {
      if (current) setPicture(svg);
    });
    return () => {
      current = false;
    };
  }, [text]);
  // The markup comes from the QR library and holds nothing but one drawn path.
  return <div className={css.qr} role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: picture ?? '' }} />;
}
