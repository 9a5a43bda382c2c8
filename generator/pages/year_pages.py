"""Earlier years on the pages of this one, and addresses that led to a page in an earlier year and lead there still."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.index.forerunners import Forerunner
from generator.model.register import Unit
from generator.model.years import PastItem, Year
from generator.pages.render import Renderer
from generator.site import urls
from generator.site.links import Links
from generator.site.site import SiteFile

# A unit's page in an earlier year asks for its page in the newest. Where none is, that is read before it leads back.
_SECONDS = 4


def moved(renderer: Renderer, here: Collection[str]) -> Iterator[SiteFile]:
    """Yield a file at each address at which an earlier year had a page and this one has none: it leads to the latest.

    `here` are the addresses of the pages of this year. One that is finished never had the addresses of others.
    """
    if renderer.settings.archived:
        return
    known = {*here}
    template = renderer.environment.get_template("moved.html")
    for year in renderer.past.years:
        for url in year.archive.pages:
            if url not in known:
                known.add(url)
                body = template.render(
                    links=Links(url),
                    target=f"{year.root}{url}",
                    year=year,
                    site_url=renderer.settings.site_url,
                    here=urls.HOME,
                    seconds=_SECONDS if url.startswith(urls.UNITS) else 0,
                )
                yield SiteFile(f"{url}index.html", body.encode())


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit in an earlier year: how many clauses it led and took part in, and where its page is."""

    name: str
    leads: int
    takes_part: int
    url: str


@dataclass(frozen=True, slots=True)
class Led:
    """An item that a unit led, with what went on from it; `still` is whether the unit leads one of these."""

    item: PastItem
    url: str
    successors: tuple[Forerunner, ...]
    still: bool


@dataclass(frozen=True, slots=True)
class UnitYears:
    """A unit in other years than this one, which is `here`. `newest` is its page in the newest, if that is another.

    `led` is what it led in the latest of the earlier years, and `new` how many of the items that it leads are not known
    to go on with one of these.
    """

    here: str
    newest: str
    years: tuple[UnitYear, ...]
    latest: str
    led: tuple[Led, ...]
    new: int

    @property
    def still(self) -> int:
        """How many of the items go on under its lead."""
        return sum(one.still for one in self.led)


def unit_years(renderer: Renderer, unit: Unit) -> UnitYears | None:
    """Return a unit in other years, or None where none has it."""
    past, archived = renderer.past.years, renderer.settings.archived
    years = tuple(_unit_year(year, unit) for year in past if unit.id in year.units)
    if not years and not archived:
        return None
    leads = {one.clause.entry.id for one in renderer.index.led(unit)}
    led = tuple(_led(renderer, year, item, leads) for year in past[:1] for item in year.led(unit.id))
    goes_on = {one.entry.id for old in led for one in old.successors}
    newest = f"../{urls.unit(unit)}" if archived else ""
    return UnitYears(renderer.past.here, newest, years, past[0].name if past else "", led, len(leads - goes_on))


def _unit_year(year: Year, unit: Unit) -> UnitYear:
    return UnitYear(year.name, *year.counts(unit.id), f"{year.root}{year.units[unit.id].url}")


def _led(renderer: Renderer, year: Year, item: PastItem, leads: Collection[str]) -> Led:
    successors = renderer.past.successors.get((year.name, item.id), ())
    still = any(one.entry.id in leads for one in successors)
    return Led(item, f"{year.root}{item.url}", successors, still)
