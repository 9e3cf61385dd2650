/** 429 or 503: the party did nothing and asks to be left alone for `afterMs` milliseconds. Then the same key again. */
export class TryLater extends Error {
  readonly operation: string;
  readonly afterMs: number;

  constructor(operation: string, afterMs: number) {
    super(`${operation}: try-later`);
    this.name = 'TryLater';
    this.operation = operation;
    this.afterMs = afterMs;
  }
}
