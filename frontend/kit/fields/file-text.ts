/** Words and marks of a file. Pure. */
import { type FileRef, type Json } from '../meta/wire'

const UNITS = ['KB', 'MB', 'GB']

/** "640 bytes", "12 KB", "1,2 MB": one decimal below ten, none above. */
export function sizeText(bytes: number, locale: string): string {
  if (bytes < 1000) return `${bytes} bytes`
  let size = bytes
  let unit = -1
  do {
    size /= 1000
    unit += 1
  } while (size >= 999.5 && unit < UNITS.length - 1)
  const digits = size < 9.95 && unit > 0 ? 1 : 0
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(size)} ${UNITS[unit]}`
}

export const isImage = (type: string): boolean => type.startsWith('image/')

export function fileIcon(type: string): string {
  if (isImage(type)) return 'image'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'music'
  if (type === 'application/pdf' || type.startsWith('text/')) return 'file-text'
  return 'file'
}

export const fileWire = (value: FileRef | null): Json => value?.id ?? null

export function compareNames(a: FileRef | null, b: FileRef | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a.name.localeCompare(b.name, 'pt-BR', { sensitivity: 'base', numeric: true })
}

/** What the field takes, from its settings; `kind` is what its type takes at all. */
export interface FileLimits {
  accept: readonly string[]
  maxBytes: number | null
  maxFiles: number | null
}

export function limitsOf(
  settings: { [key: string]: Json } | undefined,
  kind: readonly string[] = [],
): FileLimits {
  const own = Array.isArray(settings?.accept) ? settings.accept.map(String) : []
  const bytes = settings?.max_size
  const count = settings?.max_count
  return {
    accept: own.length > 0 ? own : kind,
    maxBytes: typeof bytes === 'number' ? bytes : null,
    maxFiles: typeof count === 'number' ? count : null,
  }
}

/** As `accept` of an input: exact types, "image/*", ".pdf". No list takes anything. */
export function isAccepted(
  file: { name: string; type: string },
  accept: readonly string[],
): boolean {
  return (
    accept.length === 0 ||
    accept.some((one) =>
      one.startsWith('.')
        ? file.name.toLowerCase().endsWith(one.toLowerCase())
        : one.endsWith('/*')
          ? file.type.startsWith(one.slice(0, -1))
          : file.type === one,
    )
  )
}
