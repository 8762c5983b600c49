import { join, resolve } from 'node:path';
import { z } from 'zod';

/** How this installation runs, from the environment. Secrets are not here: they live in the key folder. */
export interface Config {
  readonly dataFolder: string;
  readonly keyFolder: string;
  readonly fileFolder: string;
  readonly databaseUrl: string | null;
  readonly port: number;
  readonly host: string;
  /** Public address, such as https://palermo.example.org; what passkeys, cookies and links are bound to. */
  readonly origin: string;
  readonly oidc: OidcConfig | null;
}

/** Single sign-on with one OpenID provider, by configuration. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}

const environment = z.object({
  PALERMO_DATA: z.string().min(1).default('palermo-data'),
  PALERMO_KEYS: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
    .optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3210),
  HOST: z.string().default('127.0.0.1'),
  PALERMO_ORIGIN: z.url().optional(),
  PALERMO_OIDC_ISSUER: z.url().optional(),
  PALERMO_OIDC_CLIENT_ID: z.string().optional(),
  PALERMO_OIDC_CLIENT_SECRET: z.string().optional(),
  PALERMO_OIDC_NAME: z.string().default('Single sign-on'),
});

/** Reads the configuration; a wrong value ends the start with the variable's name and what it should be. */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const used = Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => name in environment.shape && value !== ''),
  );
  const result = environment.safeParse(used);
  if (!result.success) {
    throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const values = result.data;
  const dataFolder = resolve(values.PALERMO_DATA);
  return {
    dataFolder,
    keyFolder: values.PALERMO_KEYS ? resolve(values.PALERMO_KEYS) : join(dataFolder, 'keys'),
    fileFolder: join(dataFolder, 'files'),
    databaseUrl: values.DATABASE_URL ?? null,
    port: values.PORT,
    host: values.HOST,
    origin: values.PALERMO_ORIGIN ?? `http://localhost:${values.PORT}`,
    oidc:
      values.PALERMO_OIDC_ISSUER && values.PALERMO_OIDC_CLIENT_ID && values.PALERMO_OIDC_CLIENT_SECRET
        ? {
            issuer: values.PALERMO_OIDC_ISSUER,
            clientId: values.PALERMO_OIDC_CLIENT_ID,
            clientSecret: values.PALERMO_OIDC_CLIENT_SECRET,
            name: values.PALERMO_OIDC_NAME,
          }
        : null,
  };
}
