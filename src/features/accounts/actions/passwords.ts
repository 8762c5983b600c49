import { Problem } from '../../../platform/action/index.ts';
import { hashPassword } from '../../../platform/auth/password.ts';
import { passwordFault } from '../rules.ts';

/** The hash of a new password, or the clear reason why it is not taken. */
export async function hashAccepted(password: string, email: string, field = 'password'): Promise<string> {
  const fault = passwordFault(password, email);
  if (fault) throw new Problem('invalid-input', { fields: [{ field, message: fault }] });
  return hashPassword(password);
}
