import { sessionContract } from '@canbao/http-contract/session.contract';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Refusal } from '../http/refusal.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { accessProblems } from './access-problems.ts';
import type { Caller } from './caller.ts';
import { passwordCosts, passwordHash, passwordMatches } from './password-hash.ts';
import { endedCookie, sessionCookie, sessionToken } from './session-cookie.ts';

@Controller()
export class SessionController {
  readonly #parts: Parts;
  /** Compared with when there is no such name, so that both refusals take the same work. */
  #nobodysHash: Promise<string> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(sessionContract.signIn)
  async signIn(call: Call<typeof sessionContract.signIn>) {
    const { accounts, slowDown, settings, apiLog, isRehearsal } = this.#parts;
    const { name, password } = call.body;
    const waitS = await slowDown.waitS(name, call.request.ip);
    if (waitS > 0) throw new Refusal(accessProblems.slowDown(waitS), waitS);
    const known = await accounts.signInOf(name);
    this.#nobodysHash ??= passwordHash('', isRehearsal() ? passwordCosts.rehearsal : passwordCosts.earnest);
    const isRight = await passwordMatches(password, known?.passwordHash ?? (await this.#nobodysHash));
    if (known === null || !isRight) {
      await slowDown.failed(name, call.request.ip);
      apiLog.info({ event: 'sign-in-refused', trace: call.request.id });
      return accessProblems.wrongCredentials();
    }
    await slowDown.succeeded(name);
    // Whoever sits down at this browser now, the one before has left.
    const before = sessionToken(call.request);
    if (before !== null) await accounts.endSession(before);
    const token = await accounts.openSession(known.account);
    const caller = await accounts.callerOf(token);
    if (caller === null) throw new Error('a session was opened and is not there');
    const maxAgeS = Math.floor(settings.session().absoluteMs / 1_000);
    call.reply.header('set-cookie', sessionCookie(token, maxAgeS, settings.isSecure));
    apiLog.info({ event: 'signed-in', account: caller.account, trace: call.request.id });
    return this.#session(caller);
  }

  @Serves(sessionContract.current)
  async current({ caller }: Call<typeof sessionContract.current>) {
    return this.#session(caller);
  }

  @Serves(sessionContract.signOut)
  async signOut(call: Call<typeof sessionContract.signOut>) {
    const token = sessionToken(call.request);
    if (token !== null) await this.#parts.accounts.endSession(token);
    call.reply.header('set-cookie', endedCookie(this.#parts.settings.isSecure));
    return {};
  }

  @Serves(sessionContract.madeUpAccounts)
  async madeUpAccounts() {
    return { accounts: await this.#parts.madeUpAccounts() };
  }

  async #session(caller: Caller) {
    const nameOf = await this.#parts.unitNames();
    return {
      name: caller.account,
      displayName: caller.displayName,
      grants: caller.grants.map((grant) => ({ ...grant, unitName: nameOf(grant.unit) })),
    };
  }
}
