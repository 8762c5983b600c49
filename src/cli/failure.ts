import { CommanderError } from 'commander';
import { CallProblem } from '../client/index.ts';
import { plain } from './print.ts';

/** Something the person at the keyboard can mend: what is wrong and what to do. */
export class Failure extends Error {
  readonly code: string;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The command was used wrongly; ends with 2 instead of 1. */
export class UsageFailure extends Failure {
  constructor(message: string) {
    super('usage', message);
  }
}

/** Says what went wrong on the error stream, for people or as one JSON object, and answers the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Commander has already told people; scripts are told here.
    if (json) write({ code: 'usage', message: error.message.replace(/^error: /, '') }, true);
    return 2;
  }
  write(bodyOf(error), json);
  return error instanceof UsageFailure ? 2 : 1;
}

interface Body {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly details?: Record<string, unknown>;
}

function bodyOf(error: unknown): Body {
  if (error instanceof CallProblem) {
    const { code, status, message, details } = error;
    return { code, status, message, ...(details ? { details } : {}) };
  }
  if (error instanceof Failure) {
    const { code, message, details } = error;
    return { code, message, ...(details ? { details } : {}) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'failed', message };
}

function write(body: Body, json: boolean): void {
  if (json) {
    process.stderr.write(`${JSON.stringify(body)}\n`);
    return;
  }
  const lines = [plain(body.message), ...detailLines(body.details)];
  process.stderr.write(`${lines.join('\n')}\n`);
}

function detailLines(details: Record<string, unknown> | undefined): string[] {
  return Object.entries(details ?? {}).flatMap(([name, value]) => {
    if (name === 'fields' && Array.isArray(value)) return value.map((field) => `  ${fieldLine(field)}`);
    return [`  ${name}: ${plain(typeof value === 'string' ? value : JSON.stringify(value))}`];
  });
}

function fieldLine(field: unknown): string {
  if (typeof field !== 'object' || field === null || !('field' in field) || !('message' in field))
    return plain(String(field));
  return plain(`${String(field.field)}: ${String(field.message)}`);
}
