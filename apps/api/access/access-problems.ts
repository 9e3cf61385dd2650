import type { Problem } from '@canbao/domain/problem';

/** Refusals of sign-in and access. None of them tells whether a thing exists or a name is known. */
export const accessProblems = {
  notSignedIn: (): Problem => ({
    type: '/problems/access/not-signed-in',
    status: 401,
    title: '请先登录 please sign in',
    detail: '没有登录，或登录已过期。 There is no session, or it has ended.',
    remedy: '重新登录后再试。 Sign in and try again.',
  }),
  otherRole: (): Problem => ({
    type: '/problems/access/other-role',
    status: 403,
    title: '您的岗位不办理这项工作 your role does not do this',
    detail: '这项操作属于其他岗位 (R-202)。 This act belongs to another role.',
    remedy: '请有此岗位的人办理。 Ask somebody who holds that role.',
  }),
  notFound: (): Problem => ({
    type: '/problems/access/not-found',
    status: 404,
    title: '没有找到 not found',
    detail: '在您负责的范围内没有这一项。 There is no such thing within your units.',
    remedy: '核对编号和单位。 Check the number and the unit.',
  }),
  wrongCredentials: (): Problem => ({
    type: '/problems/access/wrong-credentials',
    status: 401,
    title: '账号或密码不对 wrong name or password',
    detail: '账号和密码对不上。 Name and password do not belong together.',
    remedy: '核对后再登录；忘记密码请找授权人员。 Check both; whoever grants accounts can set a new password.',
    field: 'password',
  }),
  slowDown: (waitS: number): Problem => ({
    type: '/problems/access/slow-down',
    status: 429,
    title: '登录太频繁 too many attempts',
    detail: `请等 ${waitS} 秒再试。 Wait ${waitS} seconds before the next attempt.`,
    remedy: '稍后再登录，账号没有被锁定。 Try again later; the account is not locked.',
  }),
  crossSite: (): Problem => ({
    type: '/problems/access/cross-site',
    status: 403,
    title: '请求来自别的网站 the request came from another site',
    detail: '为防止冒用登录，只接受本系统页面发出的操作。 Commands are taken from our own pages only.',
    remedy: '在本系统的页面上操作。 Use the pages of this system.',
  }),
};
