/** What lies over every page: palette, keys, the login asked for again. Loaded ahead, so that they open when the server is away; one that cannot load says so and the page stays. */
import { settleRelogin, useReloginAsked } from '@kit/client/session'
import { useMessages } from '@kit/i18n/locale-context'
import { closePalette, usePaletteOpen } from '@kit/palette/palette-state'
import { ErrorBoundary } from '@kit/ui/error-card'
import { toast } from '@kit/ui/toaster'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { lazyPart } from '../lazy-part'
import { shellMessages } from '../messages'
import { closeShortcuts, useShortcutsOpen } from './shortcuts-state'

const PaletteHost = lazyPart(async () => (await import('./palette-host')).PaletteHost)
const ShortcutsDialog = lazyPart(async () => (await import('./shortcuts-dialog')).ShortcutsDialog)
const ReloginDialog = lazyPart(async () => (await import('./relogin-dialog')).ReloginDialog)

const AHEAD = 1500

export const preloadPalette = () => void PaletteHost.preload().catch(() => undefined) // opening it tells

function Failed({ onClose, reset }: { onClose: () => void; reset: () => void }) {
  const words = useMessages(shellMessages)
  const leave = useEffectEvent(() => {
    toast({ text: words.layerFailed, tone: 'bad' })
    onClose()
    reset()
  })
  useEffect(() => leave(), [])
  return null
}

interface LayerProps {
  name: string
  onClose: () => void
  children: ReactNode
}

function Layer({ name, onClose, children }: LayerProps) {
  return (
    <ErrorBoundary name={name} fallback={(_, reset) => <Failed onClose={onClose} reset={reset} />}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  )
}

export function Layers() {
  const navigate = useNavigate()
  const isAsked = useReloginAsked()
  const areKeysOpen = useShortcutsOpen()
  const isPaletteOpen = usePaletteOpen()
  const [wasPaletteOpen, setPaletteOpened] = useState(false)
  if (isPaletteOpen && !wasPaletteOpen) setPaletteOpened(true) // it may leave a dialog behind
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!navigator.onLine) return
      for (const part of [PaletteHost, ReloginDialog, ShortcutsDialog])
        part.preload().catch(() => undefined) // opening it tells
    }, AHEAD)
    return () => clearTimeout(timer)
  }, [])
  const leavePalette = () => {
    closePalette()
    setPaletteOpened(false)
  }
  return (
    <>
      {wasPaletteOpen && (
        <Layer name="palette" onClose={leavePalette}>
          <PaletteHost />
        </Layer>
      )}
      {areKeysOpen && (
        <Layer name="keys" onClose={closeShortcuts}>
          <ShortcutsDialog />
        </Layer>
      )}
      {isAsked && (
        <Layer name="relogin" onClose={() => settleRelogin(false)}>
          <ReloginDialog onOtherAccount={() => void navigate({ to: '/login', search: {} })} />
        </Layer>
      )}
    </>
  )
}
