// Sets the theme before the first paint, so a dark screen never flashes white. The same rule lives in kit/ui/theme.ts.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('nexus.theme')
  } catch {
    choice = null // storage is blocked: follow the system
  }
  var dark =
    choice === 'dark' ||
    (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
