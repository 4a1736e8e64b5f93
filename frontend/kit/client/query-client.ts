/** The cache of server state. A refused request is final; only one the server could not answer is tried again. */
import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Offline is an answer too: it fails at once, says so, and keeps what was typed.
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && isProblem(error) && error.isTemporary,
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}
