import { progressLine } from '../progress.ts';

const stages = {
  read: ['Reading', 8],
  standardise: ['Standardising', 22],
  candidates: ['Finding candidates', 20],
  compare: ['Comparing pairs', 30],
  learn: ['Learning', 6],
  weigh: ['Weighing', 6],
  cluster: ['Joining', 5],
  write: ['Writing', 3],
} as const;

export type StageName = keyof typeof stages;

/** Says how far a run is and how long it may still take, from the usual shares of the stages; answers the seconds each took. */
export function stageProgress(now: () => number = () => performance.now()): {
  stage(name: StageName, done: number, total: number): void;
  end(): Record<string, number>;
} {
  const line = progressLine();
  const begun = now();
  const seconds: Record<string, number> = {};
  let current: StageName | null = null;
  let since = begun;
  const close = (): void => {
    if (current) seconds[current] = (seconds[current] ?? 0) + round(now() - since);
    since = now();
  };
  return {
    stage: (name, done, total) => {
      if (name !== current) close();
      current = name;
      const names = Object.keys(stages) as StageName[];
      const before = names.slice(0, names.indexOf(name)).reduce((sum, one) => sum + stages[one][1], 0);
      const part = (before + stages[name][1] * (total === 0 ? 0 : done / total)) / 100;
      const spent = (now() - begun) / 1000;
      const left = part < 0.05 || spent < 2 ? null : Math.round((spent / part) * (1 - part));
      line.show({ what: stages[name][0], done: Math.round(part * 100), total: 100, secondsLeft: left });
    },
    end: () => {
      close();
      line.end();
      return { ...seconds, total: round(now() - begun) };
    },
  };
}

const round = (milliseconds: number): number => Math.round(milliseconds) / 1000;
