import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './fonts.css'
import './look.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries, statusOf } from './api.ts'
import { router } from './routes.tsx'
import { signInAgain } from './session.tsx'
import { theme, variables } from './theme.ts'

// After an update of the server an open page asks for parts that are gone: it loads the new ones, once.
addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('holdfast.reloaded') ?? 0)
  if (Date.now() - last < 30_000) return
  sessionStorage.setItem('holdfast.reloaded', String(Date.now()))
  location.reload()
})

// A session that ended while somebody worked: sign in again, and come back to the same page.
queries.getQueryCache().subscribe(({ type, query }) => {
  if (type !== 'updated' || query.state.status !== 'error' || statusOf(query.state.error) !== 401) return
  // who I am is asked by the router itself, which knows where to go when nobody is signed in
  if (query.queryKey[0] === 'me.read') return
  const { pathname, href } = router.state.location
  if (pathname === '/sign-in' || pathname === '/setup') return
  signInAgain(href)
})

const scheme = localStorageColorSchemeManager({ key: 'holdfast.scheme' })

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" colorSchemeManager={scheme}>
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={4} containerWidth={360} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
