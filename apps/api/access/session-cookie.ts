import { headerOf, type HttpRequest } from '../http/http-request.ts';

const NAME = 'canbao_session';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The session's token from the cookie, or null. Anything that is not 32 bytes of base64url is no token. */
export function sessionToken(request: HttpRequest): string | null {
  for (const part of (headerOf(request, 'cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME && value !== undefined && TOKEN.test(value)) return value;
  }
  return null;
}

/** `Set-Cookie` for a new session; `isSecure` where the console is served by https. */
export const sessionCookie = (token: string, maxAgeS: number, isSecure: boolean): string =>
  `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeS}${isSecure ? '; Secure' : ''}`;

export const endedCookie = (isSecure: boolean): string => sessionCookie('', 0, isSecure);
