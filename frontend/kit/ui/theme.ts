/** Light, dark or the system's. public/theme.js applies the same rule before the first paint. */
import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'light' | 'dark' | 'system'
const KEY = 'nexus.theme'
const listeners = new Set<() => void>()
const dark = () => matchMedia('(prefers-color-scheme: dark)')

export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system' // storage is blocked: follow the system
  }
}

function apply(): void {
  const choice = themeChoice()
  const theme = choice === 'system' ? (dark().matches ? 'dark' : 'light') : choice
  document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

export function setTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, choice)
  } catch {
    document.documentElement.dataset.theme = choice // kept for this page only
    return
  }
  apply()
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    const system = dark()
    system.addEventListener('change', apply)
    return () => {
      listeners.delete(listener)
      system.removeEventListener('change', apply)
    }
  }, themeChoice)
}
