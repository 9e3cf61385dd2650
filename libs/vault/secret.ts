import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/**
 * A revealed value that no console, template, JSON, spread or structured clone shows. Call `reveal` as late as
 * possible, where the value is written to the person who asked for it.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
