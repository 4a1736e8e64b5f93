/** Entry of the staff app. */
import '@kit/ui/inter.css'
import '@kit/ui/styles.css'
import { createQueryClient } from '@kit/client/query-client'
import { Toaster } from '@kit/ui/toaster'
import { TooltipLayer } from '@kit/ui/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createAppRouter } from './router'

async function start(): Promise<void> {
  // `vite --mode fake`: the screens over a server made of fixtures, for work without a back end.
  if (import.meta.env.MODE === 'fake')
    (await import('@kit/testing/fake-server')).installFakeServer()
  const client = createQueryClient()
  const router = createAppRouter(client)
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <TooltipLayer />
        <Toaster />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
