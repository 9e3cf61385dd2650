import type { AnswerOf, Operation } from '@canbao/http-contract/operation';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call, type CallInput, type ProblemError } from './call.ts';

/** A reading operation, asked again whenever the live stream says that the projections moved on. */
export function useAnswer<O extends Operation>(
  operation: O,
  input: CallInput<O> = {},
  options: { readonly isEnabled?: boolean } = {},
) {
  return useQuery<AnswerOf<O>, ProblemError>({
    queryKey: [operation.path, input.params ?? null, input.query ?? null],
    queryFn: () => call(operation, input),
    placeholderData: keepPreviousData,
    enabled: options.isEnabled ?? true,
    retry: false,
  });
}

/** A command. Its key is made once per press, so that pressing again after a lost answer does nothing twice. */
export function useCommand<O extends Operation>(operation: O) {
  const client = useQueryClient();
  return useMutation<AnswerOf<O>, ProblemError, CallInput<O>>({
    mutationFn: (input) => call(operation, input),
    onSettled: () => client.invalidateQueries(),
  });
}
