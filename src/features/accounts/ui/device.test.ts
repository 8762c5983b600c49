import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

test('a device is told by its own browser and system, though browsers say the names of others too', () => {
  const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
  const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const told = (userAgent: string): string => Object.values(deviceOf(userAgent) ?? {}).join(' on ');
  expect(told(`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`)).toBe('Chrome on Android');
  expect(told(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0.0.0`)).toBe(
    'Edge on Windows',
  );
  expect(told(`${iphone} Version/18.5 Mobile/15E148 Safari/604.1`)).toBe('Safari on iPhone');
  expect(told(`${iphone} CriOS/142.0 Mobile/15E148 Safari/604.1`)).toBe('Chrome on iPhone');
  expect(told('Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0')).toBe('Firefox on Linux');
  expect(deviceOf('curl/8.11.0')).toBeNull();
});
