import { expect, test } from 'vitest';
import { CallProblem } from '../../../client/call.ts';
import { answerTo } from '../ui/useAutosave.ts';
import { startAutosave, type Answer, type Values, type Versioned } from './autosave.ts';

/** A record on a server that somebody else may change, and a line to it that may be cut. */
function desk(start: Versioned) {
  const server = { record: start, cut: false, sent: [] as Values[] };
  const waiting: (() => void)[] = [];
  const saver = startAutosave({
    record: start,
    groups: [['summary'], ['risk'], ['from', 'to']],
    isComplete: (values) => values['risk'] !== '',
    later: (work) => {
      waiting.splice(0, waiting.length, work);
      return () => waiting.splice(0, waiting.length);
    },
    send: async (fields, version): Promise<Answer> => {
      if (server.cut) return { is: 'unanswered' };
      if (version !== server.record.version)
        return { is: 'overtaken', theirs: server.record, savedBy: { id: null, name: 'Budi' }, savedAt: null };
      server.sent.push(fields);
      server.record = { ...server.record, ...fields, version: version + 1 };
      return { is: 'saved', version: version + 1 };
    },
  });
  const byAnother = (fields: Values): void => {
    server.record = { ...server.record, ...fields, version: server.record.version + 1 };
  };
  return { server, saver, byAnother, tick: () => waiting.shift()?.() };
}
const start = { version: 3, summary: 'Found at the port.', risk: 'low', from: null, to: null };

test('what is typed is saved after a pause, only what changed, and can be undone', async () => {
  const { server, saver } = desk(start);
  saver.change({ summary: 'Found at the' });
  saver.change({ summary: 'Found at the harbour.' });
  expect(saver.state().status).toBe('unsaved');
  await saver.flush();
  expect(server.sent).toEqual([{ summary: 'Found at the harbour.' }]);
  expect(saver.state()).toMatchObject({ status: 'saved', canUndo: true });
  saver.undo();
  await saver.flush();
  expect(server.record).toMatchObject({ summary: 'Found at the port.', version: 5 });
  expect(saver.state().canUndo).toBe(false);
});

test('two people who change different fields both keep their words without being asked', async () => {
  const { server, saver, byAnother } = desk(start);
  byAnother({ risk: 'high' });
  saver.change({ summary: 'Mine.' });
  await saver.flush();
  expect(server.record).toMatchObject({ summary: 'Mine.', risk: 'high' });
  expect(saver.state()).toMatchObject({ status: 'saved', values: { summary: 'Mine.', risk: 'high' } });
});

test('two people who change the same field are shown both and the beginning; only what was chosen is sent', async () => {
  const { server, saver, byAnother } = desk(start);
  byAnother({ summary: 'Theirs.', from: '2026-01-01' });
  saver.change({ summary: 'Mine.', risk: 'high' });
  await saver.flush();
  expect(saver.state()).toMatchObject({
    status: 'conflict',
    clash: {
      mine: { summary: 'Mine.' },
      before: { summary: 'Found at the port.' },
      savedBy: { id: null, name: 'Budi' },
    },
  });
  saver.decide({});
  await saver.flush();
  expect(server.record).toMatchObject({ summary: 'Theirs.', risk: 'high', from: '2026-01-01' });
  expect(server.sent).toEqual([{ risk: 'high' }]);
});

test('nothing is lost while the line is cut: it is tried again, with all that was written meanwhile', async () => {
  const { server, saver, tick } = desk(start);
  server.cut = true;
  saver.change({ summary: 'First.' });
  await saver.flush();
  expect(saver.state().status).toBe('waiting');
  saver.change({ risk: 'high' });
  server.cut = false;
  tick();
  await saver.flush();
  expect(server.record).toMatchObject({ summary: 'First.', risk: 'high' });
});

test('a form that is not complete is not sent, and a record read anew never takes the place of what is being written', async () => {
  const { server, saver } = desk(start);
  saver.change({ risk: '' });
  await saver.flush();
  expect([server.sent, saver.state().status]).toEqual([[], 'unsaved']);
  saver.adopt({ ...start, version: 9, risk: 'high' });
  expect(saver.state().values['risk']).toBe('');
  saver.change({ risk: 'low' });
  saver.adopt({ ...start, version: 9, risk: 'high' });
  expect(saver.state().values['risk']).toBe('high');
});

test('words written while the session ends, or the screen locks, wait for their person instead of being refused', () => {
  const refusal = (status: number, code: CallProblem['code']) =>
    answerTo(new CallProblem(status, { code, message: '' }));
  expect(refusal(401, 'not-signed-in')).toEqual({ is: 'unanswered' });
  expect(refusal(401, 'session-locked')).toEqual({ is: 'unanswered' });
  expect(refusal(429, 'too-many-requests')).toEqual({ is: 'unanswered' });
  expect(refusal(422, 'rule-broken')).toMatchObject({ is: 'refused' });
});
