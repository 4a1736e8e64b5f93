/** The files of a field while more are on their way or refused: until each is there or let go, the value says why it cannot be saved. */
import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/locale-context'
import { type FileRef } from '../meta/wire'
import { isUnreadable, Unreadable } from './unreadable'
import { uploadMessages } from './upload-messages'
import { type Uploads } from './use-uploads'

const asList = (value: unknown): readonly FileRef[] =>
  Array.isArray(value) ? value : value === null || isUnreadable(value) ? [] : [value as FileRef]

export interface FileValue {
  files: readonly FileRef[]
  change: (next: readonly FileRef[]) => void
  add: (file: FileRef) => void
}

/**
 * `isOne`: the value is one file or nothing, and a new one takes the place of the old. `watch` tells what stands in the
 * way of saving: a sending, a refused file, then `open` (work in the editor that was not handed in yet).
 */
export function useFileValue(
  value: unknown,
  isOne: boolean,
  onChange: (value: never) => void,
): FileValue & { watch: (uploads: Uploads, open?: Unreadable | null) => void } {
  const [files, setFiles] = useState(() => asList(value))
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (!isUnreadable(value)) setFiles(asList(value))
  }
  const latest = useRef(files)
  useEffect(() => {
    latest.current = files
  })
  const told = useRef('')
  const words = useMessages(uploadMessages)
  const tell = (next: readonly FileRef[]) =>
    onChange((isOne ? (next[0] ?? null) : next.length === 0 ? null : next) as never)
  const change = (next: readonly FileRef[]) => {
    latest.current = next
    setFiles(next)
    if (told.current === '') tell(next)
  }
  return {
    files,
    change,
    add: (file) => change(isOne ? [file] : [...latest.current, file]),
    watch: (uploads, open = null) => {
      const refused = uploads.list.find((one) => one.kind === 'failed')
      const fault = uploads.list.some((one) => one.kind === 'sending')
        ? new Unreadable('', 'file.sending')
        : refused
          ? new Unreadable('', 'file.refused', words.refused(refused.file.name, refused.reason))
          : open
      const key = fault ? `${fault.code} ${fault.words ?? ''}` : ''
      if (key === told.current) return
      told.current = key
      if (fault) onChange(fault as never)
      else tell(latest.current)
    },
  }
}
