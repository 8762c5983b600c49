import { sql } from 'kysely';
import type { House } from '../harness/house.ts';

/**
 * Whoever asks for the shipped library here is answered, and nothing is brought in: its tables of tens of thousands of
 * figures would be read beside every later attempt.
 */
export async function leaveLibraryUnfilled(house: House): Promise<void> {
  const { owner } = house.database;
  await sql`create or replace function leave_library_unfilled() returns trigger language plpgsql as
    $$ begin new.state := 'cancelled'; return new; end $$`.execute(owner);
  await sql`create or replace trigger leave_library_unfilled before insert on job for each row
    when (new.kind = 'series.fill') execute function leave_library_unfilled()`.execute(owner);
}
