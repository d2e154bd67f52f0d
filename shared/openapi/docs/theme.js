// Dark or light, before anything is painted: what the reader chose here, else what the system says.
'use strict';

(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => localStorage.getItem('theme');
  const apply = () => {
    const isDark = chosen() ? chosen() === 'dark' : system.matches;
    document.documentElement.classList.toggle('dark-mode', isDark);
  };
  apply();
  system.addEventListener('change', apply);

  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme').addEventListener('click', () => {
      const isDark = document.documentElement.classList.contains('dark-mode');
      localStorage.setItem('theme', isDark ? 'light' : 'dark');
      apply();
    });
  });
})();
