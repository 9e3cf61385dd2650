/** The commit was sent and no answer came, or the database could not be reached: appended or not, nobody knows. */
export class AppendUnknown extends Error {
  readonly commandId: string;

  constructor(commandId: string, cause: unknown) {
    super(`unknown whether command ${commandId} was appended: send it again with the same id`, { cause });
    this.name = 'AppendUnknown';
    this.commandId = commandId;
  }
}
