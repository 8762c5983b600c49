const connectionCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at that address. Start the PostgreSQL server, or correct host and port.',
  ENOTFOUND: 'Its host name is not known. Correct the host.',
  EAI_AGAIN: 'Its host name cannot be looked up at the moment.',
  ETIMEDOUT: 'It does not answer. Check the address and the firewall.',
  '28P01': 'The password is not right.',
  '28000': 'The server does not let this account in from here. Check its pg_hba.conf.',
  '3D000': 'There is no such database. Create it, with this account as its owner.',
};

/** A sentence with the remedy for a database that could not be opened, or null when the reason is none of these. */
export function explainDatabase(error: unknown, address: string | null): string | null {
  const code = codeOf(error);
  if (code === null) return null;
  const remedy = connectionCodes[code];
  if (remedy !== undefined) return `The database of DATABASE_URL (${placeIn(address)}) cannot be opened. ${remedy}`;
  if (code === '42501') return grantsMissing(address);
  return null;
}

/** The account owns its tables but lacks what only an administrator of the server can give. */
function grantsMissing(address: string | null): string {
  const { account, database } = partsOf(address);
  return (
    `The account ${account} may not set up the database ${database}: it must own the database, and the role palermo_app, ` +
    'under which Palermo answers its users, must exist and be granted to it. An administrator of the server runs once:\n' +
    '  create role palermo_app nologin;\n' +
    `  grant palermo_app to ${account};\n` +
    `  alter database ${database} owner to ${account};\n` +
    `(or, instead of the first two: alter role ${account} createrole;)`
  );
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // A name with several addresses fails with one error for each.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : null;
}

/** Host and database only: the address itself holds a password. */
function placeIn(address: string | null): string {
  if (address === null || !URL.canParse(address)) return 'address not readable';
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`;
}

function partsOf(address: string | null): { account: string; database: string } {
  if (address === null || !URL.canParse(address)) return { account: '<account>', database: '<database>' };
  const { username, pathname } = new URL(address);
  const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
  return { account: quoted(decodeURIComponent(username)), database: quoted(decodeURIComponent(pathname.slice(1))) };
}
