/**
 * A small script in the document shows a large graph as the server has drawn it, long before the scripts are there that
 * draw it here. It stands after the page's skeleton, which it brings to the sizes that this browser remembers.
 */
import { LOADED_KEY, POSITIONS_KEY } from '@/components/graph/arrangement/positions';
import { STRIP_KEY } from '@/components/graph/time/strip-preference';
import { scriptLiteral } from '@/components/shell/script-literal';
import { PANEL_LIMITS } from '@/components/ui/panel-limits';
import { PREFERENCE_PREFIX } from '@/components/ui/preference-prefix';
import { withBasePath } from '@/lib/http/base-path';

/** `positions` names the view that dragged cards are kept for: where some were, the server cannot know the places. */
export function firstPictureScript(positions: string): string {
  const path = scriptLiteral(withBasePath('/api/graph/picture'));
  return `{const kept=k=>{try{return localStorage.getItem('${PREFERENCE_PREFIX}'+k)??''}catch{return''}},part=n=>document.querySelector('[data-first-'+n+']'),
place=part('picture'),stage=part('stage'),panel=part('panel'),strip=part('strip');
if(place&&stage&&!kept('${LOADED_KEY}')&&!kept('${POSITIONS_KEY}').includes(${scriptLiteral(JSON.stringify(positions))})){
const width=+kept('panel.graph');if(width>0&&panel)panel.style.width=Math.min(${PANEL_LIMITS.max},Math.max(${PANEL_LIMITS.min},Math.round(width)))+'px';
if(kept('${STRIP_KEY}')==='folded'&&strip)strip.style.height='32px';
const at=stage.getBoundingClientRect(),from=place.getBoundingClientRect(),size=v=>Math.round(v),c=globalThis.periplusPicture=new AbortController();
if(at.width>=50&&at.height>=50)fetch(${path}+'?'+new URLSearchParams({address:location.search.slice(1),width:size(at.width),height:size(at.height)}),{headers:{Accept:'application/json'},credentials:'same-origin',cache:'no-store',signal:c.signal})
.then(r=>r.ok?r.json():null).then(a=>{if(!a?.picture||c.signal.aborted)return;
const svg=document.adoptNode(new DOMParser().parseFromString(a.picture,'image/svg+xml').documentElement);if(svg.localName!=='svg')return;
svg.style.cssText='position:absolute;left:'+(at.x-from.x)+'px;top:'+(at.y-from.y)+'px';place.replaceChildren(svg)}).catch(()=>{})}}`;
}
