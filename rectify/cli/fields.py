"""Arguments and options that several writing commands share."""

from typing import Annotated

import typer

Text = Annotated[str, typer.Argument()]
Issues = Annotated[str, typer.Argument()]
Option = Annotated[str | None, typer.Option()]
Plain = Annotated[str, typer.Option()]
Several = Annotated[list[str] | None, typer.Option()]
Number = Annotated[int | None, typer.Option()]
Date = Annotated[str | None, typer.Option("--date", "--on")]
By = Annotated[str | None, typer.Option("--by")]
