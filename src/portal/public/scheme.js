// Sets the colour scheme before the first paint, so that the dark page never flashes white. No inline script: the page forbids them.
{
  let chosen = 'auto'
  try {
    chosen = localStorage.getItem('holdfast.scheme') ?? 'auto'
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
