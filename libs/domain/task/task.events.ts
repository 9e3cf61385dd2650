/** Stream `task-table-<n>`. R-802: what is printed and what the rows add up to are both kept. */
export type TaskTableEvent =
  | {
      readonly type: 'TaskTableImported';
      readonly data: {
        readonly fileSha256: string;
        readonly rows: readonly { readonly code: string; readonly name: string; readonly people: number }[];
        readonly printedTotal: number;
        readonly rowSum: number;
      };
    }
  | { readonly type: 'TaskTableConfirmed'; readonly data: { readonly difference: number; readonly reason: string } };

/**
 * Stream `task-<T>`, unit = township. R-801: the township's task and its split to villages, whose sum is the task.
 * In a rehearsal the tasks are the imported table apportioned to the rehearsed number of people (largest remainder).
 */
export type TownshipTaskEvent = {
  readonly type: 'TownshipTaskSet';
  readonly data: {
    readonly name: string;
    readonly people: number;
    readonly villages: readonly { readonly code: string; readonly name: string; readonly people: number }[];
  };
};

export type TaskEvent = TaskTableEvent | TownshipTaskEvent;
