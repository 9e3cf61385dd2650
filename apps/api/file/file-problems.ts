import type { Problem } from '@canbao/domain/problem';

export const fileProblems = {
  empty: (): Problem => ({
    type: '/problems/file/empty',
    status: 422,
    title: '名册是空的 the file is empty',
    detail: '文件中没有内容。 There is nothing in the file.',
    remedy: '按模板填写后再上传。 Fill in the template, then upload it.',
    field: 'body',
  }),
  ofAnother: (): Problem => ({
    type: '/problems/file/of-another',
    status: 409,
    title: '名册已由他人上传 uploaded by somebody else',
    detail: '同一份名册已由另一名代征人员或另一单位上传。 Another agent or unit has uploaded the very same file.',
    remedy: '上传本人、本单位收据本的名册。 Upload the file of your own receipt books.',
    field: 'body',
  }),
  nothingReturned: (): Problem => ({
    type: '/problems/file/nothing-returned',
    status: 409,
    title: '没有退回的行 nothing came back',
    detail: '这份名册没有退回的行，或者还在检查。 No row of this file came back, or it is still being checked.',
    remedy: '等检查结束再取。 Wait until the check has ended.',
  }),
  returnedGone: (): Problem => ({
    type: '/problems/file/returned-gone',
    status: 410,
    title: '退回的名册已过期 the returned file is gone',
    detail: '退回的名册只保存 30 天。 A returned file is kept for 30 days.',
    remedy: '在自己的原表上按原因修改后再上传。 Mend your own copy by the reasons listed, and upload it.',
  }),
} as const;
