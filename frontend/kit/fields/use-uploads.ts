/** Files on their way: each is sending or was refused, and stays in sight until it is sent, retried or let go. */
import { useEffect, useRef, useState } from 'react'
import { sendFile } from '../client/files'
import { isProblem } from '../client/problem'
import { useLocale, useMessages } from '../i18n/locale-context'
import { type FileRef } from '../meta/wire'
import { announce } from '../ui/visually-hidden'
import { fileMessages } from './file-messages'
import { type FileLimits, isAccepted, sizeText } from './file-text'
import { acceptedKinds, uploadMessages } from './upload-messages'

export type Upload = { key: number; file: File } & (
  | { kind: 'sending'; part: number }
  | { kind: 'failed'; reason: string; canRetry: boolean }
)

export interface Uploads {
  list: readonly Upload[]
  add: (files: readonly File[]) => void
  retry: (key: number) => void
  /** Stops the sending, or lets a refused one go. */
  drop: (key: number) => void
}

export function useUploads(limits: FileLimits, onSent: (file: FileRef) => void): Uploads {
  const words = useMessages(fileMessages)
  const own = useMessages(uploadMessages)
  const { locale } = useLocale()
  const [list, setList] = useState<readonly Upload[]>([])
  const running = useRef(new Map<number, AbortController>())
  const count = useRef(0)
  const sent = useRef(onSent)
  useEffect(() => {
    sent.current = onSent
  })
  useEffect(() => {
    const all = running.current
    return () => {
      for (const one of all.values()) one.abort()
    }
  }, [])

  const put = (upload: Upload) =>
    setList((before) =>
      before.some((one) => one.key === upload.key)
        ? before.map((one) => (one.key === upload.key ? upload : one))
        : [...before, upload],
    )
  const take = (key: number) => setList((before) => before.filter((one) => one.key !== key))

  function refusal(file: File): string | null {
    if (!isAccepted(file, limits.accept)) {
      const isPicture = limits.accept.every((one) => one.startsWith('image/'))
      const takes = own.takes(acceptedKinds(limits.accept, own, locale))
      return `${isPicture && !file.type.startsWith('image/') ? words.notImage : words.wrongType} ${takes}`
    }
    if (file.size === 0) return words.empty
    if (limits.maxBytes !== null && file.size > limits.maxBytes)
      return words.tooLarge(sizeText(limits.maxBytes, locale))
    return null
  }

  async function send(key: number, file: File): Promise<void> {
    const control = new AbortController()
    running.current.set(key, control)
    put({ key, file, kind: 'sending', part: 0 })
    try {
      const ref = await sendFile(file, file.name, {
        signal: control.signal,
        onProgress: (part) => {
          if (!control.signal.aborted) put({ key, file, kind: 'sending', part })
        },
      })
      if (control.signal.aborted) return
      take(key)
      announce(words.sent(file.name))
      sent.current(ref)
    } catch (error) {
      if (control.signal.aborted) return
      const problem = isProblem(error) ? error : null
      const reason = problem?.status === 0 ? words.offline : problem?.detail || words.failed
      put({ key, file, kind: 'failed', reason, canRetry: problem?.isTemporary ?? true })
    } finally {
      running.current.delete(key)
    }
  }

  return {
    list,
    add: (files) => {
      for (const file of files) {
        const key = ++count.current
        const reason = refusal(file)
        if (reason) put({ key, file, kind: 'failed', reason, canRetry: false })
        else void send(key, file)
      }
    },
    retry: (key) => {
      const upload = list.find((one) => one.key === key)
      if (upload) void send(key, upload.file)
    },
    drop: (key) => {
      running.current.get(key)?.abort()
      take(key)
    },
  }
}
