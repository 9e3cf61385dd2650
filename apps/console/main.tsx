import './look/tokens.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';

import { Console } from './console.tsx';

// A page that was open over an update asks for a file that is gone: read everything anew.
window.addEventListener('vite:preloadError', () => window.location.reload());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 500, refetchOnWindowFocus: false } } });

createRoot(root).render(
  <QueryClientProvider client={client}>
    <BrowserRouter>
      <Console />
    </BrowserRouter>
  </QueryClientProvider>,
);
