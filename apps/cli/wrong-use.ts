/** Wrong use: printed with its remedy, exit 2. Everything else that goes wrong exits 1. */
export class WrongUse extends Error {
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
