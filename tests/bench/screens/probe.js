// Put into the page: frames while something goes on, keys to paint, long tasks, the size of the page.
(() => {
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = then
      channel.port2.postMessage(null)
    })
  const at = (list, part) => {
    const sorted = [...list].sort((a, b) => a - b)
    return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] : null
  }
  let frames = []
  let keys = []
  let tasks = []
  let isOn = false
  let last = 0
  const tick = (now) => {
    if (!isOn) return
    frames.push(now - last)
    last = now
    requestAnimationFrame(tick)
  }
  addEventListener(
    'keydown',
    (event) => {
      if (isOn) afterPaint(() => keys.push(performance.now() - event.timeStamp))
    },
    true,
  )
  new PerformanceObserver((found) => {
    if (isOn) tasks.push(...found.getEntries().map((entry) => entry.duration))
  }).observe({ entryTypes: ['longtask'] })
  window.probe = {
    afterPaint,
    begin() {
      frames = []
      keys = []
      tasks = []
      isOn = true
      last = performance.now()
      requestAnimationFrame(tick)
    },
    end() {
      isOn = false
      const own = frames.slice(1)
      const seconds = own.reduce((sum, each) => sum + each, 0) / 1000
      return {
        fps: own.length / seconds,
        frame_p95: at(own, 0.95),
        frame_worst: Math.max(0, ...own),
        key_p50: at(keys, 0.5),
        key_p95: at(keys, 0.95),
        keys: keys.length,
        long_tasks: tasks.length,
        nodes: document.querySelectorAll('main *').length,
      }
    },
    // How long this machine takes for a loop of its own: what other figures are to be read against.
    calibrate() {
      const begun = performance.now()
      let sum = 0
      for (let turn = 0; turn < 2e7; turn += 1) sum += turn % 7
      return { ms: performance.now() - begun, sum }
    },
    // The moment something of these words is painted inside an element, by the clock of the machine.
    seen(where, words) {
      return new Promise((resolve) => {
        const there = () =>
          [...document.querySelectorAll(where)].some((node) => node.textContent.includes(words))
        const done = () => afterPaint(() => resolve(performance.timeOrigin + performance.now()))
        if (there()) return done()
        const observer = new MutationObserver(() => {
          if (!there()) return
          observer.disconnect()
          done()
        })
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
      })
    },
    // The moment of the next drop of a dragged thing.
    dropped() {
      return new Promise((resolve) => {
        addEventListener('drop', () => resolve(performance.timeOrigin + performance.now()), {
          once: true,
          capture: true,
        })
      })
    },
  }
})()
