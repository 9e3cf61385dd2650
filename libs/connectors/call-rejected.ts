/**
 * 400, 401, 403, 404, 409: the request itself is wrong, or the key was used before for something else. A promise broken
 * by us; repeating it is useless, so it stops the work and wakes someone. Nothing was done outside.
 */
export class CallRejected extends Error {
  readonly operation: string;
  readonly status: number;

  constructor(operation: string, status: number) {
    super(`${operation}: rejected-${status}`);
    this.name = 'CallRejected';
    this.operation = operation;
    this.status = status;
  }
}
