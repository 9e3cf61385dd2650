import type { Problem } from '@canbao/domain/problem';

type Place = { readonly field?: string; readonly row?: number };

/** Refusals of a request's form, before anything is decided. They name field and row, never a value. */
export const requestProblems = {
  malformedJson: (): Problem => ({
    type: '/problems/request/malformed-json',
    status: 400,
    title: '内容不是有效的 JSON the body is not valid JSON',
    detail: '请求内容无法读取。 The body cannot be read as JSON.',
    remedy: '检查引号、逗号和括号，以 UTF-8 发送。 Check quotes, commas and brackets; send UTF-8.',
    field: 'body',
  }),
  notJson: (): Problem => ({
    type: '/problems/request/not-json',
    status: 415,
    title: '只接受 JSON only JSON is taken',
    detail: '请求头 Content-Type 必须是 application/json。 The header Content-Type must be application/json.',
    remedy: '设置 Content-Type: application/json。 Set Content-Type: application/json.',
    field: 'Content-Type',
  }),
  notAFile: (): Problem => ({
    type: '/problems/request/not-a-file',
    status: 415,
    title: '这里只接受文件 only a file is taken here',
    detail:
      '请求头 Content-Type 必须是 application/octet-stream。 The header Content-Type must be application/octet-stream.',
    remedy: '直接发送文件的内容。 Send the bytes of the file as they are.',
    field: 'Content-Type',
  }),
  tooLarge: (limitMb: number): Problem => ({
    type: '/problems/request/too-large',
    status: 413,
    title: '内容太大 the body is too large',
    detail: `最多 ${limitMb} MB。 At most ${limitMb} MB.`,
    remedy: '把文件分成几份。 Split the file.',
    field: 'body',
  }),
  unreadable: (): Problem => ({
    type: '/problems/request/unreadable',
    status: 400,
    title: '请求无法读取 the request cannot be read',
    detail: '地址或请求头的写法不对。 Its address or a header is malformed.',
    remedy: '按接口文档 /api/openapi.json 发送。 Send it as /api/openapi.json says.',
  }),
  unknownRoute: (): Problem => ({
    type: '/problems/request/unknown-route',
    status: 404,
    title: '没有这个地址 no such address',
    detail: '接口没有这个地址和方法。 The API has no such address and method.',
    remedy: '对照 /api/openapi.json。 Compare with /api/openapi.json.',
  }),
  unknownField: (field: string, place: Place = {}): Problem => ({
    type: '/problems/request/unknown-field',
    status: 400,
    title: '多余的字段 unknown field',
    detail: `没有“${field}”这个字段。 There is no field "${field}".`,
    remedy: '删掉这个字段，或核对写法。 Remove it or check its spelling.',
    field,
    ...place,
  }),
  missingField: (field: string, place: Place = {}): Problem => ({
    type: '/problems/request/missing-field',
    status: 400,
    title: '缺少字段 missing field',
    detail: `“${field}”没有填写。 "${field}" is missing.`,
    remedy: `补上“${field}”。 Fill in "${field}".`,
    field,
    ...place,
  }),
  invalidField: (
    field: string,
    why: { readonly detail: string; readonly remedy: string },
    place: Place = {},
  ): Problem => ({
    type: '/problems/request/invalid-field',
    status: 400,
    title: '字段填写不对 invalid field',
    ...why,
    field,
    ...place,
  }),
  keyMissing: (): Problem => ({
    type: '/problems/request/idempotency-key-missing',
    status: 400,
    title: '缺少请求编号 the command has no key',
    detail: '每个操作都要带请求头 Idempotency-Key（UUID）。 Every command needs the header Idempotency-Key, a UUID.',
    remedy: '为每个操作生成一个新的 UUID，重发时用同一个。 Make one UUID a command; repeat it with the same.',
    field: 'Idempotency-Key',
  }),
  keyReused: (): Problem => ({
    type: '/problems/request/idempotency-key-reused',
    status: 409,
    title: '请求编号已用于别的内容 the key belongs to another command',
    detail: '同一个编号第一次带的是别的内容，这次没有办理。 The key came first with another body; nothing was done.',
    remedy: '新的操作用新的 UUID。 Use a new UUID for a new command.',
    field: 'Idempotency-Key',
  }),
};
