import { liveMessage, livePath } from '@canbao/http-contract/live.contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

export type Live = { readonly isConnected: boolean; readonly position: number | null; readonly planNow: number | null };

/**
 * Follows `/api/live` and has the shown figures asked again, at most once in 700 ms however fast the log grows.
 * EventSource reconnects by itself; while it is away the shell says so.
 */
export function useLive(): Live {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>({ isConnected: false, position: null, planNow: null });
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | null = null;
    let seen: number | null = null;
    const source = new EventSource(livePath);
    source.onmessage = (message) => {
      const { position, planNow } = liveMessage.parse(JSON.parse(String(message.data)));
      setLive({ isConnected: true, position, planNow });
      if (position === seen) return;
      seen = position;
      pending ??= setTimeout(() => {
        pending = null;
        void client.invalidateQueries();
      }, 700);
    };
    source.onerror = () => setLive((last) => ({ ...last, isConnected: false }));
    return () => {
      source.close();
      if (pending) clearTimeout(pending);
    };
  }, [client]);
  return live;
}
