// @vitest-environment jsdom
import cytoscape from 'cytoscape';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Camera } from './camera';

afterEach(() => vi.restoreAllMocks());

describe('the camera', () => {
  it('sees nothing of a canvas that has left the page', () => {
    const cy = cytoscape({ headless: true, styleEnabled: true, container: document.createElement('div') });
    // As browsers answer for an element outside of the document; jsdom says 0px.
    vi.spyOn(window, 'getComputedStyle').mockReturnValue({ getPropertyValue: () => '' } as never);
    cy.resize();
    expect(cy.width()).toBeNaN();
    expect(new Camera(cy).size).toEqual({ width: 0, height: 0 });
  });
});
