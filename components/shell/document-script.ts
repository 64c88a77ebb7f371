/**
 * What must be so before the first paint and before any module runs: the theme, from the address or this
 * browser's memory, and the folded rail from the latter, and zod without generated code (its probe would break the page's policy).
 * It stands as text in the head, so it must stay free of imports and small.
 */
export const DOCUMENT_SCRIPT = `(function(){globalThis.__zod_globalConfig={jitless:true};
var r=document.documentElement,get=function(k){try{return localStorage.getItem('periplus.'+k)}catch(e){return null}};
var t=(/[?&]theme=(light|dark)(&|$)/.exec(location.search)||[])[1]||get('theme');r.dataset.theme=t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)?'dark':'light';
r.dataset.rail=get('rail')==='folded'?'folded':''})()`;
