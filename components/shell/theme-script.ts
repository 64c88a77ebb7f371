/**
 * Sets the theme before the first paint, from the remembered choice or the system's.
 * It runs as text in the head, so it must stay free of imports and small.
 */
export const THEME_SCRIPT = `(function(){var t=null;try{t=localStorage.getItem('periplus.theme')}catch(e){}
var d=t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches);
var r=document.documentElement;r.dataset.theme=d?'dark':'light';
var f=null;try{f=localStorage.getItem('periplus.rail')}catch(e){}if(f)r.dataset.rail=f})()`;
