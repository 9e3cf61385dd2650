import type { Problem } from '@canbao/domain/problem';
import { fileContract } from '@canbao/http-contract/file.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ProblemError, unreachable } from './call.ts';

type Uploaded = AnswerOf<typeof fileContract.upload>;

/**
 * Sends a file as it is; `sent` hears the share that has gone out (0 to 1). XMLHttpRequest, for `fetch` tells nothing of
 * that. Rejects with ProblemError only. The key is made of nothing but chance: the same file is known by its bytes.
 */
function upload(file: File, sent: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(fileContract.upload.method, fileContract.upload.path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.upload.onprogress = ({ loaded, total }) => sent(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(new ProblemError(unreachable));
    request.onload = () => {
      const answer: unknown = parsed(request.responseText);
      if (request.status === 200) resolve(fileContract.upload.answer.parse(answer));
      else reject(new ProblemError((answer as Problem | null) ?? { ...unreachable, status: request.status }));
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page instead of an answer of ours
  }
}

/** Sends a file of registrations; `share` = how much of it has gone out, null when nothing is being sent. */
export function useUpload() {
  const client = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const mutation = useMutation<Uploaded, ProblemError, File>({
    mutationFn: (file) => upload(file, setShare),
    onMutate: () => setShare(0),
    onSettled: () => {
      setShare(null);
      return client.invalidateQueries();
    },
  });
  return { send: mutation.mutate, error: mutation.error, share };
}
